namespace GiftGrab.Benchmarks.Pipeline;

/// <summary>A process that does what the command line does not offer: pictures pass through BGRA on their way, as they do
/// where an observer draws into them.</summary>
internal static class Contestant
{
    /// <summary>Reads a file, hands every picture on as BGRA, and encodes it as H.264. Arguments: input, output.</summary>
    public static int Run(string[] args)
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(args[0]);
        VideoNode node = VideoNode.Create(frame => frame.ConvertTo(PixelFormat.Bgra).Retain(), "bgra");
        var options = new VideoTargetOptions
        {
            Video = new VideoEncoderOptions { Preset = "ultrafast", Quality = 23 },
            File = new FileOutputOptions { Overwrite = true },
        };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, args[1], source.FrameRate, options);
        source.Attach(node);
        node.Attach(target);
        source.Start();
        target.Completion.Wait();
        return 0;
    }
}
