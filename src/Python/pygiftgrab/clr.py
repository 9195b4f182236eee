"""Between this package and pythonnet: the same objects, seen from both.

    import pygiftgrab as pgg
    from pygiftgrab.clr import to_clr, from_clr

    source = to_clr(reader)         # the .NET object GiftGrab.VideoSource behind a reader
    reader = from_clr(source)       # a .NET source as one of this package
"""

from . import _api, _runtime
from ._enums import PIXELS, ColourSpace
from ._errors import BasicException
from ._sources import IVideoSource, adopt_source
from ._targets import IVideoTarget, adopt_target


def _handles():
    """The .NET class that knows both; pythonnet runs in the runtime of this package, whichever began first."""
    _api.get()
    try:
        import pythonnet
    except ImportError as error:
        raise ImportError("pygiftgrab.clr needs pythonnet; install it with: pip install pythonnet") from error
    if pythonnet.get_runtime_info() is None:
        pythonnet.load("coreclr", runtime_config=str(_runtime.assembly_folder() / f"{_runtime.ASSEMBLY}.runtimeconfig.json"))
    import clr

    for name in ("GiftGrab.Core", "GiftGrab.Sources", "GiftGrab.Targets", _runtime.ASSEMBLY):
        clr.AddReference(str(_runtime.assembly_folder() / f"{name}.dll"))
    from GiftGrab.Interop import Handles

    return Handles


def to_clr(thing):
    """The .NET object behind a source or a target; it stays this package's to close.

    :raises TypeError: it is neither.
    """
    if isinstance(thing, IVideoSource):
        return _handles().GetSource(thing._handle())
    if isinstance(thing, IVideoTarget):
        return _handles().GetTarget(thing._handle())
    raise TypeError(f"{type(thing).__name__} has no .NET object; sources and targets have.")


def from_clr(thing, colour: ColourSpace = ColourSpace.BGRA, frame_rate: float = None):
    """A .NET source or target as one of this package, which closes it from then on.

    :param colour: how the pixels of a source's frames are stored.
    :param frame_rate: a target's nominal rate; needed for targets.
    :raises BasicException: it is neither.
    """
    handles = _handles()
    from GiftGrab import VideoSource, VideoTarget

    if isinstance(thing, VideoSource):
        return adopt_source(handles.OfSource(thing, PIXELS[ColourSpace(colour)][0]), ColourSpace(colour))
    if isinstance(thing, VideoTarget):
        if frame_rate is None:
            raise TypeError("from_clr(target) needs its frame_rate.")
        return adopt_target(handles.OfTarget(thing, float(frame_rate)))
    raise BasicException(f"{type(thing).__name__} is neither a VideoSource nor a VideoTarget.")
