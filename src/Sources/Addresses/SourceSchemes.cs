namespace GiftGrab;

/// <summary>One kind of source that has an address of its own.</summary>
/// <param name="Name">What stands before the colon.</param>
/// <param name="Example">An address as messages show it; <see langword="null"/> where that of another kind tells of it.</param>
/// <param name="Create">Makes the source from what stands behind the colon.</param>
/// <param name="Traits">What may be asked of it.</param>
internal sealed record SourceScheme(string Name, string? Example, Func<string, SourceOptions, VideoSource> Create, SourceTraits Traits)
{
    /// <summary>Whether it makes a <see cref="LiveSource"/>.</summary>
    public bool IsLive => Traits.HasFlag(SourceTraits.Live);
}

/// <summary>The kinds of sources that have addresses. A new kind adds its line here.</summary>
internal static class SourceSchemes
{
    private static readonly SourceScheme[] All =
    [
        new("test", "test:1280x720@30", TestPatternAddress.Create, SourceTraits.Size),
        new("images", "images:frame_%04d.png@25", ImageSequenceAddress.Create, SourceTraits.None),
        new("sim", "sim:1920x1080@30", SimulatedCardAddress.Create, SourceTraits.Live | SourceTraits.Size),
        new("screen", "screen::0+10,20@30", ScreenAddress.Create, SourceTraits.Live | SourceTraits.Size | SourceTraits.Cursor),
        .. SoundAddress.Kinds.Select((name, i) => new SourceScheme(name, i == 0 ? "pulse:" : null, (target, _) => throw new VideoSourceException(
            $"{name}:{target} gives sound and no pictures; it is recorded alone into wav, m4a, aac, flac or ogg, or beside pictures (--audio)."), SourceTraits.None)),
        .. CardAddress.Kinds.Select((name, i) => new SourceScheme(
            name, i == 0 ? "v4l2:/dev/video0" : null, (target, options) => CardAddress.Create(name, target, options),
            SourceTraits.Live | SourceTraits.Size | SourceTraits.Decoded)),
        .. NetworkAddress.Schemes.Select((name, i) => new SourceScheme(
            name, i == 0 ? NetworkAddress.Example : null, (target, options) => NetworkAddress.Create(name, target, options),
            SourceTraits.Live | SourceTraits.Latency | SourceTraits.Decoded
                | (name.StartsWith("rtsp", StringComparison.Ordinal) ? SourceTraits.Transport : SourceTraits.None))),
    ];

    /// <summary>What is understood, for messages.</summary>
    public static string Allowed { get; } = $"a path, {string.Join(", ", All.Select(scheme => scheme.Example).OfType<string>())}";

    public static SourceScheme? Find(string name) => Array.Find(All, scheme => scheme.Name == name);
}
