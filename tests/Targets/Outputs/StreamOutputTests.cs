namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class StreamOutputTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(Container.Mp4, true)]
    [InlineData(Container.Mp4, false)]
    [InlineData(Container.Mkv, true)]
    [InlineData(Container.Mkv, false)]
    [InlineData(Container.Mov, false)]
    [InlineData(Container.Avi, false)]
    [InlineData(Container.Ts, false)]
    [InlineData(Container.ElementaryStream, false)]
    public async Task StreamOutput_AnyStream_TakesEveryPicture(Container container, bool canSeek)
    {
        using var memory = new MemoryStream();
        using Stream stream = canSeek ? memory : new ForwardStream(memory);
        using var clip = new PacketClip(Clips.H264);
        using var output = new StreamOutput(stream, container);
        clip.Attach(output);

        clip.Play();
        await output.Completion;

        File.WriteAllBytes(_folder["x"], memory.ToArray());
        Assert.Equal(Ffmpeg.FrameHashes(Clips.H264), Ffmpeg.FrameHashes(_folder["x"]));
        Assert.Equal(memory.Length, canSeek ? memory.Length : output.Statistics.Bytes);
    }

    [Fact]
    public async Task StreamOutput_TransportStream_IsTheSameAsAFile()
    {
        using var memory = new MemoryStream();
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var output = new StreamOutput(memory, Container.Ts);
        using var file = new FileOutput(_folder["x.ts"]);
        clip.Attach(output);
        clip.Attach(file);

        clip.Play();
        await output.Completion;
        await file.Completion;

        Assert.Equal(File.ReadAllBytes(_folder["x.ts"]), memory.ToArray());
    }

    [Fact]
    public async Task StreamOutput_StreamIsClosedMeanwhile_FailsAlone()
    {
        using var memory = new MemoryStream();
        using var clip = new PacketClip(Clips.H264);
        using var output = new StreamOutput(memory, Container.Mkv, name: "the buffer");
        using var other = new NullOutput();
        clip.Attach(output);
        clip.Attach(other);
        for (int i = 0; i < 100; i++)
        {
            clip.Step();
        }

        memory.Close();
        clip.Play();
        await other.Completion;

        var error = await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
        Assert.StartsWith("the buffer cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(300, other.Statistics.VideoFrames);
    }

    [Fact]
    public void StreamOutput_ClosedStream_IsRefused()
    {
        var memory = new MemoryStream();
        memory.Close();

        var error = Assert.Throws<VideoTargetException>(() => new StreamOutput(memory, Container.Mkv));

        Assert.Equal("MemoryStream cannot be written: the stream is closed or for reading alone.", error.Message);
    }

    protected override void Release() => _folder.Dispose();

    /// <summary>A stream that cannot go back, as a pipe.</summary>
    private sealed class ForwardStream(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
