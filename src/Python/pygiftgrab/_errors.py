"""The exceptions: the original's, by the base classes that its programs catch."""


class BasicException(RuntimeError):
    """Something of this package went wrong."""


class VideoSourceError(BasicException):
    """A source cannot be opened or read."""


class VideoTargetError(BasicException):
    """A target cannot be made or written."""


class ObserverError(BasicException):
    """Attaching or detaching is not possible."""


class StaleFrameError(BasicException):
    """A frame was used after its time; ``frame.array.copy()`` keeps pixels longer."""


class DeviceAlreadyConnected(IOError):
    """The device is in use."""


class DeviceNotFound(IOError):
    """There is no such device."""


class DeviceOffline(IOError):
    """The device gives no pictures."""


class NetworkSourceUnavailable(IOError):
    """Nothing answers at the address."""


class StereoIndexError(IndexError):
    """The frame has no picture of that index."""


class DotNetNotFound(ImportError):
    """The .NET runtime, or the library's build, is missing or too old; the message says what to do."""
