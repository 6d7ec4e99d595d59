# What this project uses of proselint: its lists of preferred forms.
