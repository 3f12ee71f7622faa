"""Khabar's coding of old Latin American news, turned into the incident templates of MUC-4 and scored."""
