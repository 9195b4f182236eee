"""The original's factories."""

from ._enums import Codec, ColourSpace, Device
from ._errors import DeviceNotFound, NetworkSourceUnavailable
from ._sources import IVideoSource, VideoSourceFFmpeg
from ._targets import IVideoTarget, VideoTargetFFmpeg


class _Factory:
    _instance = None

    @classmethod
    def get_instance(cls):
        """The factory of the process."""
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance


class VideoSourceFactory(_Factory):
    """Makes sources; ``VideoSourceFactory.get_instance()`` is the one of the process."""

    def get_device(self, device: Device, colour: ColourSpace) -> IVideoSource:
        """Opens a grabber card.

        :raises DeviceNotFound: there is none that this version supports.
        """
        raise DeviceNotFound(f"{Device(device).name} cannot be opened: this version reads files, and no grabber cards yet.")

    def free_device(self, device: Device) -> None:
        """Closes a grabber card; nothing where it is not open."""
        Device(device)

    def connect_network_source(self, address: str, colour: ColourSpace) -> IVideoSource:
        """Opens a stream of the network.

        :raises NetworkSourceUnavailable: this version supports none.
        """
        raise NetworkSourceUnavailable(f"{address} cannot be opened: this version reads files, and no network streams yet.")

    def create_file_reader(self, path, colour: ColourSpace = ColourSpace.BGRA, **options) -> VideoSourceFFmpeg:
        """Opens a file, which is delivered from now on, each frame at its time.

        :param path: of any container and codec that FFmpeg reads.
        :param colour: how the pixels of its frames are stored.
        :param options: see ``VideoSourceFFmpeg``.
        :raises VideoSourceError: the file is missing, unreadable, or no video.
        """
        return VideoSourceFFmpeg(path, colour, **options)


class VideoTargetFactory(_Factory):
    """Makes file writers; ``VideoTargetFactory.get_instance()`` is the one of the process."""

    def create_file_writer(self, codec: Codec, path, frame_rate: float, **options) -> VideoTargetFFmpeg:
        """Makes a file writer; its container is that of the path's extension, and a file that exists is replaced.

        :raises VideoTargetError: the rate is not above 0, the folder does not exist, or codec and container do not go together.
        """
        return VideoTargetFFmpeg(Codec(codec), path, frame_rate, **options)
