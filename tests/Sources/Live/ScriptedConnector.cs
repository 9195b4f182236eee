namespace GiftGrab.Tests;

/// <summary>One thing that happens to a scripted source.</summary>
/// <param name="What">What happens.</param>
/// <param name="After">Seconds that pass before it.</param>
internal sealed record Step(StepKind What, double After = 0)
{
    /// <summary>The device's time of a frame, in nanoseconds.</summary>
    public long DeviceTime { get; init; } = ILiveConnection.NoDeviceTime;

    public int Width { get; init; } = 64;

    public static Step Frame(double after = 0.1) => new(StepKind.Frame, after);

    public static Step[] Frames(int count) => [.. Enumerable.Repeat(Frame(), count)];
}

/// <summary>What can happen.</summary>
internal enum StepKind
{
    Frame,
    Sound,
    Silence,
    Break,
    EndOfStream,
    RefuseToConnect,
}

/// <summary>A live source whose every step the test writes down; after the last one it is silent.</summary>
/// <remarks>Time passes only in its steps and while somebody waits for the clock.</remarks>
internal sealed class ScriptedConnector(FakeTimeProvider clock, params Step[] steps) : ILiveConnector
{
    private readonly Queue<Step> _steps = new(steps);

    public string Name => "card";

    public bool CanReconnect { get; init; } = true;

    // Steps pass the time, which no other thread is to do meanwhile.
    public bool ConnectsAtOnce => true;

    public AudioFormat? AudioFormat { get; init; }

    public bool HasProcessTimes { get; init; }

    public TimeSpan LostSound { get; init; }

    /// <summary>When each connection was asked for, in seconds.</summary>
    public List<double> Attempts { get; } = [];

    /// <summary>Connections that were not disposed.</summary>
    public int Open { get; private set; }

    public ILiveConnection Connect(TimeSpan timeout, CancellationToken stop)
    {
        Attempts.Add(Math.Round(TimeSpan.FromTicks(clock.GetTimestamp()).TotalSeconds, 3));
        if (_steps.TryPeek(out Step? next) && next.What == StepKind.RefuseToConnect)
        {
            _steps.Dequeue();
            Pass(next.After);
            throw new DeviceOfflineException("card does not answer.");
        }

        Open++;
        return new Connection(this);
    }

    private void Pass(double seconds) => clock.Advance(TimeSpan.FromSeconds(seconds));

    private sealed class Connection(ScriptedConnector connector) : ILiveConnection
    {
        public LiveFormat Format => new(64, 48, PixelFormat.I420, new FrameRate(10));

        public AudioFormat? AudioFormat => connector.AudioFormat;

        public bool HasProcessTimes => connector.HasProcessTimes;

        public bool TryRead(TimeSpan timeout, CancellationToken stop, out VideoFrame? frame, out AudioFrame? audio)
        {
            (frame, audio) = (null, null);
            if (!connector._steps.TryDequeue(out Step? step))
            {
                connector.Pass(timeout.TotalSeconds);
                return false;
            }

            connector.Pass(step.After);
            switch (step.What)
            {
                case StepKind.Frame:
                    frame = VideoFrame.Create(step.Width, 48, PixelFormat.I420);
                    frame.GetWritablePlane(0).Fill(77);
                    frame.Timestamp = step.DeviceTime;
                    return true;
                case StepKind.Sound:
                    audio = AudioFrame.Create(connector.AudioFormat!.Value, connector.AudioFormat.Value.SampleRate / 10);
                    audio.Timestamp = step.DeviceTime;
                    return true;
                case StepKind.Break:
                    throw new DeviceOfflineException("card was unplugged.");
                case StepKind.EndOfStream:
                    throw new EndOfStreamException();
                default:
                    return false;
            }
        }

        public void Dispose() => connector.Open--;
    }
}
