namespace GiftGrab;

/// <summary>Every encoder that we know how to talk to, for each codec the favourite first.</summary>
internal static class EncoderKinds
{
    private static readonly EncoderKind[] Hardware =
    [
        new Nvenc(Codec.H264), new VaApi(Codec.H264), new QuickSync(Codec.H264),
        new Nvenc(Codec.Hevc), new VaApi(Codec.Hevc), new QuickSync(Codec.Hevc),
        new VaApi(Codec.Vp9), new QuickSync(Codec.Vp9),
    ];

    private static readonly EncoderKind[] Software =
    [
        new X264(), new X264("libx264rgb"), new X265(), new Vp9(), new SvtAv1(), new Aom(), new Mpeg4(), new Ffv1(), new Mjpeg(), new RawVideo(), new FfvHuff(),
    ];

    /// <summary>The encoders of a codec on one kind of device, or on the processor.</summary>
    public static IEnumerable<EncoderKind> For(Codec codec, HardwareAcceleration hardware) => hardware == HardwareAcceleration.Off
        ? Software.Where(kind => kind.Codec == codec)
        : Hardware.Where(kind => kind.Codec == codec && kind.Hardware == hardware);

    /// <summary>Finds an encoder by FFmpeg's name.</summary>
    public static EncoderKind? Find(Codec codec, string name) =>
        Software.Concat(Hardware).FirstOrDefault(kind => kind.Codec == codec && kind.Name == name);

    /// <summary>The names of a codec's encoders, for messages.</summary>
    public static string NamesFor(Codec codec) =>
        string.Join(", ", Software.Concat(Hardware).Where(kind => kind.Codec == codec).Select(kind => kind.Name));
}
