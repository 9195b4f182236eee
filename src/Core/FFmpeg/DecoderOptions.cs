namespace GiftGrab;

/// <summary>How a decoder is opened.</summary>
internal sealed record DecoderOptions
{
    /// <summary>The most threads; 0: as many as there are processors, at most 16.</summary>
    public int Threads { get; init; }

    /// <summary>Whether what takes the units is as busy with each as the decoder is: of a codec that decodes fast, half of the processors are
    /// left to it.</summary>
    public bool SharesProcessors { get; init; }

    /// <summary>Whether several pictures are decoded at a time: each comes out that much later.</summary>
    public bool SeveralAtOnce { get; init; } = true;

    /// <summary>Whether a unit comes out as soon as its packet went in, where the codec allows it.</summary>
    public bool LowDelay { get; init; }

    /// <summary>The device to decode on.</summary>
    public HardwareAcceleration Hardware { get; init; }

    /// <summary>Whether pictures stay in the device's memory.</summary>
    public bool KeepOnDevice { get; init; }
}
