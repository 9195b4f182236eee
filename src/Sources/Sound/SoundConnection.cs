namespace GiftGrab;

/// <summary>A connection to a device of sound over FFmpeg, which reads with blocking: on a thread of its own.</summary>
/// <remarks>FFmpeg's devices of sound cannot be interrupted. A thread that does not return when it is asked ends by itself as soon
/// as the device gives anything, or fails.</remarks>
internal sealed class SoundConnection : ILiveConnection
{
    // A device that answers at all does so within a fragment.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NoLimit = TimeSpan.FromDays(1);

    // A device that says it heard a sound in the future, or so long ago, has no good time.
    private const long OldestSound = 10_000_000_000;

    // Ten seconds of the shortest blocks, of 5 ms: observers that hold up the source for longer do so for good.
    private const int MostWaiting = 2048;
    private readonly SoundInput _input;
    private readonly SoundLosses _losses;
    private readonly Lock _gate = new();
    private readonly Queue<AudioFrame> _ready = [];
    private readonly AutoResetEvent _came = new(false);
    private readonly ManualResetEventSlim _opened = new();
    private readonly CancellationTokenSource _close = new();
    private readonly WaitHandle[] _waits = new WaitHandle[2];
    private readonly Thread _thread;
    private Exception? _failure;
    private bool _gives;

    private SoundConnection(SoundInput input, SoundLosses losses)
    {
        _input = input;
        _losses = losses;
        _thread = new Thread(Read) { IsBackground = true, Name = $"sound {input.Name}" };
    }

    /// <inheritdoc/>
    public LiveFormat Format => default;

    /// <inheritdoc/>
    public AudioFormat? AudioFormat { get; private set; }

    /// <summary>Opens a device.</summary>
    /// <param name="input">The device, and how it is asked.</param>
    /// <param name="losses">Counts what is not taken in time.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="stop">Ends the attempt at once.</param>
    /// <exception cref="FFmpegException">It cannot be opened.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was requested.</exception>
    public static SoundConnection Open(SoundInput input, SoundLosses losses, TimeSpan timeout, CancellationToken stop)
    {
        var connection = new SoundConnection(input, losses);
        try
        {
            connection._thread.Start();
            if (!connection._opened.Wait(timeout, stop))
            {
                throw new TimeoutException();
            }

            if (connection.AudioFormat is null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(connection._failure!);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool TryRead(TimeSpan timeout, CancellationToken stop, out VideoFrame? frame, out AudioFrame? audio)
    {
        frame = null;
        if (TryTake(out audio))
        {
            return true;
        }

        (_waits[0], _waits[1]) = (_came, stop.WaitHandle);
        int longest = (int)Math.Min(timeout.TotalMilliseconds + 1, int.MaxValue);
        int woken = WaitHandle.WaitAny(_waits, longest);
        stop.ThrowIfCancellationRequested();
        return woken == 0 && TryTake(out audio);
    }

    public void Dispose()
    {
        _close.Cancel();
        if (_thread.IsAlive && IsExpectedToAnswer && !_thread.Join(Patience))
        {
            SourcesLog.Stuck(GiftGrabLog.Logger, _input.Name);
        }

        lock (_gate)
        {
            while (_ready.TryDequeue(out AudioFrame? block))
            {
                block.Dispose();
            }
        }
    }

    // A device that was opened and gave nothing yet may take its time until it does, and the thread ends then. It owes nobody an answer.
    private bool IsExpectedToAnswer => AudioFormat is null || Volatile.Read(ref _gives);

    /// <exception cref="VideoSourceException">The connection is lost, and nothing is left of it.</exception>
    private bool TryTake(out AudioFrame? audio)
    {
        lock (_gate)
        {
            if (_ready.TryDequeue(out audio))
            {
                return true;
            }

            return _failure is null ? false : throw new DeviceOfflineException(
                $"{_input.Name} gives no more sound: {(_input.InputFormat == SoundInput.Pulse ? "the audio server has ended, or took the device away" : "the device was taken away")}.", _failure);
        }
    }

    private void Read()
    {
        try
        {
            using Demuxer demuxer = Demuxer.Open(
                _input.Url, _input.Name,
                new DemuxerOptions(NoLimit, _input.InputFormat, _input.Settings, IsDevice: true) { MayBlock = true }, _close.Token);
            DemuxedStream sound = demuxer.Audio ?? throw new VideoSourceException($"{_input.Name} gives no sound.");
            using Decoder decoder = Decoder.Open(sound, _input.Name, new DecoderOptions { Threads = 1 });
            using var packet = new NativePacket();
            AudioFormat = new AudioFormat(sound.SampleRate, sound.Channels, decoder.SampleFormat);
            _opened.Set();
            while (!_close.IsCancellationRequested && demuxer.TryRead(packet, NoLimit, _close.Token) == DemuxerRead.Packet)
            {
                Decode(decoder, packet);
            }

            Fail(new EndOfStreamException());
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Decode(Decoder decoder, NativePacket packet)
    {
        Volatile.Write(ref _gives, true);
        decoder.Send(packet);
        AudioFrame block = AudioFrame.Rent();
        while (decoder.TryReceive(block.Native, out MediaTime time))
        {
            Stamp(block, time);
            Enqueue(block);
            block = AudioFrame.Rent();
        }

        block.Dispose();
    }

    // FFmpeg tells when the first sample was heard on the system's clock, which may be set at any time: how long ago it was
    // is all that is taken from it.
    private static void Stamp(AudioFrame block, MediaTime time)
    {
        long now = MonotonicClock.Now(TimeProvider.System);
        long wall = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        long age = wall - (time.Start ?? long.MinValue / 2);
        block.ArrivalTimestamp = now;
        block.Timestamp = age is >= 0 and < OldestSound ? now - age : ILiveConnection.NoDeviceTime;
    }

    private void Enqueue(AudioFrame block)
    {
        lock (_gate)
        {
            if (_close.IsCancellationRequested)
            {
                block.Dispose();
                return;
            }

            if (_ready.Count < MostWaiting)
            {
                _ready.Enqueue(block);
            }
            else
            {
                _losses.Add(block);
                block.Dispose();
            }
        }

        _came.Set();
    }

    private void Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure = failure;
        }

        _opened.Set();
        _came.Set();
    }
}
