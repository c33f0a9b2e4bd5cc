"""A cache that is away is an empty cache: what it held is in the database or is asked again, and no request fails for it."""
import logging
from contextlib import contextmanager

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

logger = logging.getLogger(__name__)


@contextmanager
def away():
    """What stands after this block is the answer where the cache cannot be reached."""
    try:
        yield
    except (OSError, RedisError) as error:
        logger.warning("The cache cannot be reached: %s", error)


class Forgiving(BaseCache):
    def get(self, key, default=None, version=None):
        with away():
            return super().get(key, default, version)
        return default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with away():
            super().set(key, value, timeout, version)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with away():
            return super().add(key, value, timeout, version)
        return False

    def delete(self, key, version=None):
        with away():
            return super().delete(key, version)
        return False

    def has_key(self, key, version=None):
        with away():
            return super().has_key(key, version)
        return False


class ForgivingRedis(Forgiving, RedisCache):
    """Over Redis or Valkey."""


class ForgivingFiles(Forgiving, FileBasedCache):
    """Over files, whose disk may be full."""
