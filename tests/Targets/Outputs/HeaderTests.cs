namespace GiftGrab.Tests.Outputs;

/// <summary>What stands in the file before the encoder gave its first packet.</summary>
[Collection("frames")]
public sealed class HeaderTests : LeakChecked
{
    private static readonly byte[] Ebml = [0x1A, 0x45, 0xDF, 0xA3];
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x.mp4", Codec.H264, "ftyp")]
    [InlineData("x.mp4", Codec.Hevc, "ftyp")]
    [InlineData("x.mov", Codec.H264, "ftyp")]
    [InlineData("x.mkv", Codec.Hevc, null)]
    [InlineData("x.webm", Codec.Vp9, null)]
    [InlineData("x.avi", Codec.H264, "RIFF")]
    public void VideoEncoder_FirstFrame_HeaderIsInTheFileBeforeAnyPacket(string name, Codec codec, string? mark)
    {
        using var encoder = new VideoEncoder(codec, new FrameRate(25, 1), globalHeader: !name.EndsWith(".avi", StringComparison.Ordinal));
        using var output = new FileOutput(_folder[name]);
        encoder.Attach(output, DeliveryOptions.Inline);

        Push(encoder, 0);

        Assert.Equal(codec == Codec.Vp9 ? 1 : 0, output.Statistics.Packets);
        byte[] bytes = Read(_folder[name]);
        Assert.Equal(mark is null ? Ebml : System.Text.Encoding.ASCII.GetBytes(mark), mark == "ftyp" ? bytes[4..8] : bytes[..4]);

        for (int i = 1; i < 50; i++)
        {
            Push(encoder, i);
        }

        encoder.OnCompleted();
        Assert.True(output.Completion.IsCompletedSuccessfully);
        Assert.Equal(50, Ffmpeg.CountFrames(_folder[name]));
    }

    [Theory]
    [InlineData("x.ts", Codec.H264)]
    [InlineData("x.hevc", Codec.Hevc)]
    public void VideoEncoder_FormatWithoutHeader_FileIsThereAndBeginsWithTheFirstPacket(string name, Codec codec)
    {
        using var encoder = new VideoEncoder(codec, new FrameRate(25, 1), globalHeader: false);
        using var output = new FileOutput(_folder[name]);
        encoder.Attach(output, DeliveryOptions.Inline);

        Push(encoder, 0);

        Assert.Empty(Read(_folder[name]));
        encoder.OnCompleted();
        Assert.Equal(1, Ffmpeg.CountFrames(_folder[name]));
    }

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mkv")]
    public async Task FileOutput_SoundComesAfterTheHeader_BothAreInTheFile(string name)
    {
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var output = new FileOutput(_folder[name]);
        clip.Video.Attach(output, DeliveryOptions.Inline);
        clip.Video.Open();
        long before = Read(_folder[name]).Length;

        clip.Audio!.Attach(output, DeliveryOptions.Inline);
        clip.Audio.Open();
        clip.Play();
        await output.Completion;

        Assert.True(before > 0);
        Assert.Equal(Ffmpeg.FrameHashes(Clips.FlashAndBeep), Ffmpeg.FrameHashes(_folder[name]));
        Assert.Equal("2", Ffmpeg.Probe("-show_entries", "format=nb_streams", "-of", "default=nw=1:nk=1", _folder[name]).Trim());
    }

    [Fact]
    public void StreamOutput_SoundComesAfterTheHeader_IsRefusedWithTheReason()
    {
        using var memory = new MemoryStream();
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var output = new StreamOutput(memory, Container.Mkv, name: "the stream");
        clip.Video.Attach(output, DeliveryOptions.Inline);
        clip.Video.Open();

        var error = Assert.Throws<VideoTargetException>(() => clip.Audio!.Attach(output, DeliveryOptions.Inline));

        Assert.Equal("audio cannot be attached to the stream: its header is written; attach every source before the first starts.", error.Message);
        clip.Play();
    }

    [Fact]
    public void FileOutput_SourceEndsAfterTheHeader_LeavesNoFileAndWhatWasThereStays()
    {
        File.WriteAllText(_folder["x.mkv"], "kept");
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(_folder["x.mkv"], options: new FileOutputOptions { Overwrite = true });
        clip.Video.Attach(output, DeliveryOptions.Inline);
        clip.Video.Open();

        clip.End();

        Assert.True(output.Completion.IsFaulted);
        Assert.Equal("kept", File.ReadAllText(_folder["x.mkv"]));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    protected override void Release() => _folder.Dispose();

    private static void Push(VideoEncoder encoder, int number)
    {
        using VideoFrame frame = VideoFrame.Create(320, 240, PixelFormat.Parse("yuv420p"));
        for (int plane = 0; plane < frame.PlaneCount; plane++)
        {
            frame.GetWritablePlane(plane).Fill((byte)(100 + number));
        }

        frame.Timestamp = number * 40_000_000L;
        encoder.OnNext(frame);
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
