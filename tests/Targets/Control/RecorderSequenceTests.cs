namespace GiftGrab.Tests.Control;

[Collection("frames")]
public sealed class RecorderSequenceTests : LeakChecked
{
    private static readonly FrameRate Rate = new(30);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Commands_TwoHundredRandomSequences_DoAsTheModelSays()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            await RunSequence(seed);
        }
    }

    [Fact]
    public async Task Commands_FromSeveralThreadsWhileFramesCome_EveryFrameIsCountedOnce()
    {
        var source = new ManualPictures();
        var seen = new List<long>();
        using var recorder = new ControlledRecorder(section => [Count(section, seen)]);
        source.Attach(recorder);
        using var go = new Barrier(5);
        Task[] commanders = [.. Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            go.SignalAndWait();
            for (int i = 0; i < 100; i++)
            {
                Command(recorder, random.Next(4), 1 + random.Next(3));
            }
        }))];

        go.SignalAndWait();
        while (!Task.WhenAll(commanders).IsCompleted)
        {
            source.Emit();
        }

        await Task.WhenAll(commanders);
        source.End();
        await recorder.Completion;

        RecorderStatistics counts = recorder.Statistics;
        Assert.Equal(source.Next, counts.Received);
        Assert.Equal(counts.Received, counts.Encoded + counts.Skipped);
        Assert.Equal(counts.Encoded, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task StartStop_OverAndOver_LeavesNoEmptyFileAndNothingBehind()
    {
        // A thousand on demand: GIFTGRAB_CONTROL_CYCLES=1000.
        int cycles = int.TryParse(Environment.GetEnvironmentVariable("GIFTGRAB_CONTROL_CYCLES"), out int given) ? given : 60;
        await Cycle(20);
        Collect();
        (int threads, int descriptors, long memory) = (Threads(), Descriptors(), GC.GetTotalMemory(forceFullCollection: true));

        int frames = await Cycle(cycles);

        Collect();
        Assert.True(SpinWait.SpinUntil(() => Threads() <= threads + 4, TimeSpan.FromSeconds(30)), $"{threads} threads became {Threads()}");
        Assert.True(SpinWait.SpinUntil(() => Descriptors() <= descriptors + 2, TimeSpan.FromSeconds(30)), $"{descriptors} descriptors became {Descriptors()}");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, 4_000_000);
        Assert.True(frames > cycles);
    }

    protected override void Release() => _folder.Dispose();

    private static int Threads()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Length;

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static bool Command(ControlledRecorder recorder, int which, int count) => which switch
    {
        0 => recorder.Start().Changed,
        1 => recorder.Pause().Changed,
        2 => recorder.Stop().Changed,
        _ => recorder.Step(count).Changed,
    };

    private static bool Command(RecorderModel model, int which, int count) => which switch
    {
        0 => model.Start(),
        1 => model.Pause(),
        2 => model.Stop(),
        _ => model.Step(count),
    };

    private static VideoTarget Count(RecordingSection section, List<long> seen)
    {
        VideoTarget target = VideoTargetFactory.CreateNullWriter(Codec.Raw, Rate);
        target.Encoder.FrameEncoding = frame =>
        {
            lock (seen)
            {
                seen.Add(frame.Number);
            }
        };
        section.Pictures.Attach(target);
        return target;
    }

    private static async Task RunSequence(int seed)
    {
        var random = new Random(seed);
        var source = new ManualPictures();
        var model = new RecorderModel();
        var files = new List<List<long>>();
        using var recorder = new ControlledRecorder(section =>
        {
            var file = new List<long>();
            files.Add(file);
            return [Count(section, file)];
        });
        source.Attach(recorder);
        for (int i = 0; i < 25; i++)
        {
            if (random.Next(3) == 0)
            {
                int frames = random.Next(6);
                source.Emit(frames);
                Enumerable.Range(0, frames).ToList().ForEach(_ => model.Frame());
            }
            else
            {
                (int which, int count) = (random.Next(4), 1 + random.Next(4));
                long next = model.Next;
                Assert.Equal(Command(model, which, count), Command(recorder, which, count));
                Assert.Equal(model.State, recorder.State);
                Assert.Equal(next, recorder.Statistics.Received);
            }
        }

        source.End();
        await recorder.Completion;

        Assert.Equal(model.Files.Select(file => string.Join(' ', file)), files.Where(file => file.Count > 0).Select(file => string.Join(' ', file)));
        long wanted = model.Files.Sum(file => file.Count);
        Assert.Equal(new RecorderStatistics(source.Next, wanted, source.Next - wanted, 0, 0), recorder.Statistics);
    }

    private async Task<int> Cycle(int count)
    {
        var source = new ManualPictures();
        string name = $"{Guid.NewGuid():N}_{{index}}.mkv";
        using ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(Codec.Raw, _folder[name], Rate);
        source.Attach(recorder);
        int files = 0;
        for (int i = 0; i < count; i++)
        {
            ControlResult start = recorder.Start();
            source.Emit(i % 4);
            recorder.Stop();
            files += i % 4 > 0 ? 1 : 0;
            await start.Section!.Completion;
        }

        source.End();
        await recorder.Completion;

        FileInfo[] written = [.. new DirectoryInfo(_folder.Path).GetFiles()];
        Assert.Equal(files, written.Length);
        Assert.All(written, file => Assert.True(file.Length > 500, file.Name));
        Array.ForEach(written, file => file.Delete());
        return source.Next;
    }
}
