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

    /// <summary>WAV: sound alone, as samples; beyond 4 GB as RF64.</summary>
    Wav,

    /// <summary>MP4 with sound alone, <c>.m4a</c>.</summary>
    M4a,

    /// <summary>AAC's own frames one after the other (ADTS), <c>.aac</c>: sound alone.</summary>
    Adts,

    /// <summary>FLAC's own file: sound alone, lossless.</summary>
    Flac,

    /// <summary>Ogg, <c>.ogg</c> and <c>.opus</c>: sound alone.</summary>
    Ogg,
}
