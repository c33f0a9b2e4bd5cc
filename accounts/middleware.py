"""Who asks, and in which language."""
from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers

from accounts.actors import actor_of, current_membership


def acting(get_response):
    """`request.actor`: one person in one membership, or None for whoever is not signed in.

    No answer is kept by a browser or a proxy: after signing out, Back shows nothing. A form stays for Back (record/pages.py).
    """

    def middleware(request):
        request.membership = current_membership(request.user) if request.user.is_authenticated else None
        request.actor = actor_of(request.membership) if request.membership else None
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["HX-Request"])  # a list and the part of it that htmx asks for have one address
        return response

    return middleware


def language(get_response):
    """The person's language, remembered; before sign-in the cookie's, else the browser's."""

    def middleware(request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        known = dict(settings.LANGUAGES)
        code = chosen if chosen in known else translation.get_language_from_request(request)
        with translation.override(code):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return middleware
