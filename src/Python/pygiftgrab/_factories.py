"""The original's factories."""

from ._enums import Codec, ColourSpace, Device
from ._errors import DeviceNotFound, NetworkSourceUnavailable, VideoSourceError
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

    def __init__(self) -> None:
        self._devices: dict = {}

    def get_device(self, device: Device, colour: ColourSpace) -> IVideoSource:
        """Opens a grabber card, which delivers from now on: always the same source, until it is freed or closed.

        With ``GIFTGRAB_SIMULATE_DEVICES=1`` in the environment it is a simulation of the card.

        :raises DeviceNotFound: it is not in this machine, or this version cannot open it.
        :raises DeviceAlreadyConnected: it is open with another colour.
        :raises DeviceOffline: it gives no pictures.
        """
        device, colour = Device.of(device), ColourSpace.of(colour)
        source = self._devices.get(device)
        if source is not None and source.is_open and source.colour == colour:
            return source
        source = _open(f"device:{device.name}", colour, DeviceNotFound)
        self._devices[device] = source
        return source

    def free_device(self, device: Device) -> None:
        """Closes a grabber card; nothing where it is not open."""
        source = self._devices.pop(Device.of(device), None)
        if source is not None:
            source.close()

    def connect_network_source(self, address: str, colour: ColourSpace) -> IVideoSource:
        """Opens a stream of the network, which is delivered from now on.

        :raises NetworkSourceUnavailable: nothing answers there, or this version does not know the kind of address.
        """
        return _open(address, colour, NetworkSourceUnavailable)

    def create_file_reader(self, path, colour: ColourSpace = ColourSpace.BGRA, **options) -> VideoSourceFFmpeg:
        """Opens a file, which is delivered from now on, each frame at its time.

        :param path: of any container and codec that FFmpeg reads.
        :param colour: how the pixels of its frames are stored.
        :param options: see ``VideoSourceFFmpeg``.
        :raises VideoSourceError: the file is missing, unreadable, or no video.
        """
        return VideoSourceFFmpeg(path, colour, **options)


def _open(address: str, colour: ColourSpace, refusal: type) -> IVideoSource:
    try:
        return IVideoSource(address, colour)
    except VideoSourceError as error:
        raise refusal(str(error).partition(": ")[2]) from error


class VideoTargetFactory(_Factory):
    """Makes file writers; ``VideoTargetFactory.get_instance()`` is the one of the process."""

    def create_file_writer(self, codec: Codec, path, frame_rate: float, **options) -> VideoTargetFFmpeg:
        """Makes a file writer; its container is that of the path's extension, and a file that exists is replaced.

        :raises VideoTargetError: the rate is not above 0, the folder does not exist, or codec and container do not go together.
        """
        return VideoTargetFFmpeg(Codec(codec), path, frame_rate, **options)
