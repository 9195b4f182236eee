"""The exceptions: the original's, by the base classes that its programs catch."""


class _Named:
    """Begins the message with the exception's name, as the original does."""

    def __init__(self, message: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {message}")


class BasicException(_Named, RuntimeError):
    """Something of this package went wrong."""


class VideoSourceError(BasicException):
    """A source cannot be opened or read."""


class VideoTargetError(BasicException):
    """A target cannot be made or written."""


class ObserverError(BasicException):
    """Attaching or detaching is not possible."""


class StaleFrameError(BasicException):
    """A frame was used after its time; ``frame.array.copy()`` keeps pixels longer."""


class DeviceAlreadyConnected(_Named, IOError):
    """The device is in use."""


class DeviceNotFound(_Named, IOError):
    """There is no such device."""


class DeviceOffline(_Named, IOError):
    """The device gives no pictures."""


class NetworkSourceUnavailable(_Named, IOError):
    """Nothing answers at the address."""


class StereoIndexError(_Named, IndexError):
    """The frame has no picture of that index."""


class DotNetNotFound(ImportError):
    """The .NET runtime, or the library's build, is missing or too old; the message says what to do."""
