namespace GiftGrab;

/// <summary>Everything that opens an encoder of pictures, in FFmpeg's terms.</summary>
internal sealed record VideoEncoderSettings
{
    /// <summary>FFmpeg's name of the encoder.</summary>
    public required string Encoder { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required PixelFormat Format { get; init; }

    public required ColorDescription Color { get; init; }

    public required FrameRate FrameRate { get; init; }

    /// <summary>Units a second in which presentation times are counted.</summary>
    public required int TicksPerSecond { get; init; }

    /// <summary>The device whose memory or engine the encoder uses.</summary>
    public HardwareAcceleration Hardware { get; init; }

    /// <summary>Whether pictures are copied into the device's memory first: the encoder reads no other.</summary>
    public bool NeedsDeviceFrames { get; init; }

    /// <summary>Bits a second; 0: the rate control is another.</summary>
    public long BitRate { get; init; }

    /// <summary>The constant quantiser scale of the codecs that FFmpeg itself implements; <see langword="null"/>: none.</summary>
    public int? QuantizerScale { get; init; }

    public int? GopLength { get; init; }

    public int? MaxBFrames { get; init; }

    /// <summary>0: by the number of processors.</summary>
    public int Threads { get; init; }

    /// <summary>Whether the codec's headers stand apart from the packets.</summary>
    public bool GlobalHeader { get; init; }

    /// <summary>Four characters that containers keep as the codec's tag; <see langword="null"/>: the container's usual one.</summary>
    public string? CodecTag { get; init; }

    /// <summary>The encoder's options under FFmpeg's names.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Options { get; init; }
}
