namespace GiftGrab;

/// <summary>An input of FFmpeg that is captured from, and how.</summary>
/// <param name="Url">FFmpeg's address of it.</param>
/// <param name="Name">What messages call it; without credentials.</param>
/// <param name="InputFormat">FFmpeg's name of the input format; <see langword="null"/>: what the content says.</param>
/// <param name="IsDevice">Whether the input format is a device.</param>
internal sealed record CaptureInput(string Url, string Name, string? InputFormat, bool IsDevice)
{
    /// <summary>Options of FFmpeg's input format and protocol, by FFmpeg's names.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Whether raw pictures lie in memory of the device, which is gone when the connection ends: frames live longer.</summary>
    public bool LendsMemory { get; init; }

    /// <summary>Whether a frame comes in each interval, as of a card.</summary>
    public bool HasSteadyRate { get; init; }

    /// <summary>Whether it may be a file that lies elsewhere, and no stream: the input itself says so by having a length.</summary>
    public bool MayBeFile { get; init; }

    /// <summary>How it is decoded.</summary>
    public DecoderOptions Decoding { get; init; } = new();

    /// <summary>Makes the one sentence of a connection that failed while it was used.</summary>
    public required Func<Exception, VideoSourceException> Explain { get; init; }
}
