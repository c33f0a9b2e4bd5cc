"""Django's own, without guesses: a new sentence is untranslated, never fuzzy with what another one means."""
from django.core.management.commands import makemessages


class Command(makemessages.Command):
    msgmerge_options = ["--quiet", "--backup=none", "--update", "--no-fuzzy-matching"]
