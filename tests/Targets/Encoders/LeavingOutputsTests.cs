using System.Runtime.CompilerServices;
using GiftGrab.Tests.Control;

namespace GiftGrab.Tests;

/// <summary>Outputs that leave an encoder which holds frames back.</summary>
[Collection("frames")]
public sealed class LeavingOutputsTests : LeakChecked
{
    private static readonly FrameRate Thirty = new(30);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Detach_ManyOutputs_TheEncoderKeepsNone()
    {
        using var encoder = new VideoEncoder(Codec.Mjpeg, Thirty);
        WeakReference[] outputs = [.. Enumerable.Range(0, 20).Select(number => AttachAndDetach(encoder, number))];

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.InRange(outputs.Count(output => output.IsAlive), 0, 1);
    }

    [Fact]
    public async Task Detach_NoFrameFollows_TheRestComesWhenTheEncoderEnds()
    {
        var source = new ManualPictures();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["x.mkv"], Thirty);
        using var output = new FileOutput(_folder["y.mkv"]);
        target.Attach(output);
        source.Attach(target);
        source.Emit(50);

        target.Detach(output);

        Assert.False(output.Completion.IsCompleted);
        source.End();
        await Task.WhenAll(target.Completion, output.Completion);
        Assert.Equal(50, Ffmpeg.CountFrames(output.Path));
        Assert.Equal(Ffmpeg.FrameHashes(_folder["x.mkv"]), Ffmpeg.FrameHashes(output.Path));
    }

    [Fact]
    public async Task Detach_EncoderHoldsNothingBack_IsFinalisedThoughNoFrameFollows()
    {
        var source = new ManualPictures();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["x.mkv"], Thirty);
        using var output = new FileOutput(_folder["y.mkv"]);
        target.Attach(output);
        source.Attach(target);
        source.Emit(50);

        target.Detach(output);
        await output.Completion;

        Assert.Equal(50, Ffmpeg.CountFrames(output.Path));
        Assert.False(target.Completion.IsCompleted);
        source.End();
    }

    [Theory]
    [InlineData(Codec.H264, FrameTiming.Variable)]
    [InlineData(Codec.H264, FrameTiming.Constant)]
    [InlineData(Codec.Hevc, FrameTiming.Variable)]
    [InlineData(Codec.Ffv1, FrameTiming.Variable)]
    public async Task Detach_WhileFramesWaitForTheEncoder_TheFileHasThemAndNoneThatCameLater(Codec codec, FrameTiming timing)
    {
        var source = new ManualPictures();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            codec, _folder["x.mkv"], Thirty, new VideoTargetOptions { QueueCapacity = 128, Video = new VideoEncoderOptions { Timing = timing } });
        using var output = new FileOutput(_folder["y.mkv"]);
        using var barrier = new ObserverBarrier<EncodedPacket>();
        target.Attach(output);
        target.Encoder.Attach(barrier, DeliveryOptions.Inline);
        source.Attach(target);
        source.Emit(100);

        target.Detach(output);
        barrier.Open();
        source.Emit(100);
        source.End();
        await Task.WhenAll(target.Completion, output.Completion);

        string[] all = Ffmpeg.FrameHashes(_folder["x.mkv"]);
        Assert.Equal(200, all.Length);
        Assert.Equal(all[..100], Ffmpeg.FrameHashes(output.Path));
    }

    [Fact]
    public async Task Detach_TimeWithoutPicturesIsFilled_TheFileEndsWithItsOwnLastFrame()
    {
        var source = new ManualPictures();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.H264, _folder["x.mkv"], Thirty, new VideoTargetOptions { Video = new VideoEncoderOptions { Timing = FrameTiming.Constant } });
        using var output = new FileOutput(_folder["y.mkv"]);
        target.Attach(output);
        source.Attach(target);
        source.Emit(50);

        target.Detach(output);
        source.Delay = 1_000_000_000;
        source.Emit(50);
        source.End();
        await Task.WhenAll(target.Completion, output.Completion);

        string[] all = Ffmpeg.FrameHashes(_folder["x.mkv"]);
        Assert.Equal(130, all.Length);
        string[] some = Ffmpeg.FrameHashes(output.Path);
        Assert.InRange(some.Length, 50, 53);
        Assert.Equal(all[..50], some[..50]);
    }

    [Fact]
    public async Task Detach_WithSound_ThatEndsWithThePictures()
    {
        var source = new ManualPictures();
        var sound = new ManualSound();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["x.mkv"], Thirty);
        using var output = new FileOutput(_folder["y.mkv"]);
        target.Attach(output);
        source.Attach(target);
        sound.Attach(target);
        for (int i = 0; i < 150; i++)
        {
            if (i == 60)
            {
                target.Detach(output);
            }

            // Sound is late by some frames, as that of a card is.
            source.Emit();
            sound.EmitUntil((i - 5) / 30.0);
        }

        sound.End();
        source.End();
        await Task.WhenAll(target.Completion, output.Completion);

        Assert.Equal(60, Ffmpeg.CountFrames(output.Path));
        Assert.InRange(Pcm.Seconds(output.Path), 1.95, 2.05);
    }

    [Fact]
    public async Task DetachWhenGiven_Encoder_GivesTheOutputWhatItHolds()
    {
        using var encoder = new VideoEncoder(Codec.Hevc, Thirty);
        using var output = new FileOutput(_folder["x.mkv"]);
        encoder.Attach(output);

        EncoderRun.Encode(encoder, 200, before: number =>
        {
            if (number == 100)
            {
                encoder.DetachWhenGiven(output);
            }
        });
        await output.Completion;

        Assert.Equal(100, Ffmpeg.CountFrames(output.Path));
    }

    protected override void Release() => _folder.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference AttachAndDetach(VideoEncoder encoder, int number)
    {
        using var output = new FileOutput(_folder[$"{number}.mkv"]);
        encoder.Attach(output);
        encoder.Detach(output);
        return new WeakReference(output);
    }
}
