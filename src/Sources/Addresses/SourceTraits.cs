namespace GiftGrab;

/// <summary>What may be asked of a kind of source.</summary>
[Flags]
internal enum SourceTraits
{
    None = 0,

    /// <summary>It makes a <see cref="LiveSource"/>, which honours <see cref="SourceOptions.Live"/>.</summary>
    Live = 1,

    /// <summary>It honours <see cref="CaptureOptions.Size"/>.</summary>
    Size = 2,

    /// <summary>It honours <see cref="CaptureOptions.ShowsCursor"/>.</summary>
    Cursor = 4,

    /// <summary>It honours <see cref="CaptureOptions.Latency"/>.</summary>
    Latency = 8,

    /// <summary>It honours <see cref="CaptureOptions.Transport"/>.</summary>
    Transport = 16,

    /// <summary>Its pictures are decoded: on a device, or with several threads, where that is asked for.</summary>
    Decoded = 32,
}
