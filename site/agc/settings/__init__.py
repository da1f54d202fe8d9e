# Nothing is imported here: which settings run is said by DJANGO_SETTINGS_MODULE alone.
