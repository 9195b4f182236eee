namespace GiftGrab.Cli;

/// <summary>Divides the processors between a decoder and an encoder that take about as long for a picture.</summary>
/// <remarks>Each has a thread of its own anyway; with as many more as there are processors, both would wait for each other within the
/// pictures as well (see <c>doc/performance.md</c>).</remarks>
internal static class ProcessorShare
{
    /// <summary>Asks the source to leave half of the processors to its only output, where that encodes as fast as it decodes.</summary>
    public static SourceOptions Ask(SourceOptions source, OutputRequest output) => source with { SharesProcessors = IsFast(output) };

    /// <summary>Gives an output's encoder the processors that its source left.</summary>
    public static VideoEncoderOptions Take(OutputRequest output, VideoSource source) =>
        source is FileReader { DecoderThreads: var taken } && taken <= Environment.ProcessorCount / 2 && output.Codec == Codec.H264 && IsFast(output)
            ? output.Options.Video with { Threads = Environment.ProcessorCount - taken }
            : output.Options.Video;

    private static bool IsFast(OutputRequest output) => output.Options.Video is { Threads: 0, Hardware: HardwareAcceleration.Off, Encoder: null } video
        && (output.Codec == Codec.Xvid || (output.Codec == Codec.H264 && video.Preset == "ultrafast"));
}
