"""Jobs of the training register: who is due, the sign-in sheet, logging attendance."""
