namespace GiftGrab;

/// <summary>What a recording is kept in.</summary>
public enum Container
{
    /// <summary>MP4: plays everywhere.</summary>
    Mp4,

    /// <summary>QuickTime, for cutting programs.</summary>
    Mov,

    /// <summary>Matroska: takes every codec.</summary>
    Mkv,

    /// <summary>WebM, for browsers.</summary>
    WebM,

    /// <summary>AVI, for old programs. Keeps a constant frame rate only.</summary>
    Avi,

    /// <summary>MPEG transport stream: can be read while it is written.</summary>
    Ts,

    /// <summary>The codec's own bytes, with no container around them: <c>.h264</c>, <c>.hevc</c>, <c>.ivf</c>,
    /// <c>.mjpeg</c>, <c>.yuv</c>, <c>.raw</c>.</summary>
    ElementaryStream,
}
