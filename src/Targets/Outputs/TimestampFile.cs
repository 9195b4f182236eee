using System.Globalization;
using System.Text.Unicode;

namespace GiftGrab;

/// <summary>Writes when each recorded picture is shown into a text file that <c>mkvmerge --timestamps</c> reads: the line
/// <c># timecode format v2</c>, then a line for each picture, in milliseconds, in the order of showing.</summary>
/// <remarks>
/// Attach it to an encoder of pictures, beside the output whose times it tells: <c>target.Encoder.Attach(timestamps)</c>. Each
/// line is on the disk when the next picture comes, so that a killed process leaves a useful file.
/// </remarks>
public sealed class TimestampFile : IObserver<EncodedPacket>, IAttachmentAware<EncodedPacket>, INamed, IDisposable
{
    private readonly FileStream _file;
    private readonly PriorityQueue<long, long> _waiting = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _line = new byte[32];
    private bool _hasLines;

    /// <summary>Creates the file.</summary>
    /// <param name="path">In a folder that exists.</param>
    /// <param name="overwrite">Whether a file that exists is replaced.</param>
    /// <param name="mode">Its permissions, which the process's umask narrows; <see langword="null"/>: read and write for all.</param>
    /// <exception cref="VideoTargetException">It cannot be written.</exception>
    public TimestampFile(string path, bool overwrite = false, UnixFileMode? mode = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        var options = new FileStreamOptions
        {
            Mode = overwrite ? FileMode.Create : FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
        };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            _file = new FileStream(path, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = !overwrite && File.Exists(path)
                ? "it exists; ask to overwrite it, or choose another name"
                : IOErrors.Describe(exception);
            throw new VideoTargetException($"{path} cannot be written: {reason}.", exception);
        }
    }

    /// <inheritdoc/>
    public string Name => Path;

    /// <summary>The file, as it was given.</summary>
    public string Path { get; }

    /// <summary>Done when the file is complete; faulted with a <see cref="VideoTargetException"/> where it is not.</summary>
    public Task Completion => _completion.Task;

    /// <summary>On the encoder's thread: a line costs microseconds.</summary>
    DeliveryOptions IAttachmentAware<EncodedPacket>.PreferredDelivery => DeliveryOptions.Inline;

    /// <inheritdoc/>
    void IAttachmentAware<EncodedPacket>.OnAttached(MediaSource<EncodedPacket> source, IAttachment attachment)
    {
    }

    /// <inheritdoc/>
    void IAttachmentAware<EncodedPacket>.OnDetached(MediaSource<EncodedPacket> source) => Close();

    /// <inheritdoc/>
    void IObserver<EncodedPacket>.OnNext(EncodedPacket value)
    {
        // Packets come in the order of decoding, and none is shown before it is decoded: what is shown before this packet
        // is decoded has come.
        _waiting.Enqueue(value.Timestamp, value.Timestamp);
        WriteUntil(value.DecodeTimestamp);
    }

    /// <inheritdoc/>
    void IObserver<EncodedPacket>.OnCompleted() => Close();

    /// <inheritdoc/>
    void IObserver<EncodedPacket>.OnError(Exception error) => Close();

    /// <summary>Completes the file; one that no picture reached is removed.</summary>
    public void Dispose() => Close();

    private void Close()
    {
        if (_completion.Task.IsCompleted)
        {
            return;
        }

        WriteUntil(long.MaxValue);
        _file.Dispose();
        if (!_hasLines)
        {
            File.Delete(Path);
        }

        _completion.TrySetResult();
    }

    private void WriteUntil(long time)
    {
        while (_waiting.TryPeek(out long next, out _) && next <= time && !_completion.Task.IsCompleted)
        {
            _waiting.Dequeue();
            Write(next);
        }
    }

    private void Write(long nanoseconds)
    {
        try
        {
            if (!_hasLines)
            {
                _file.Write("# timecode format v2\n"u8);
                _hasLines = true;
            }

            Utf8.TryWrite(_line, CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:F6}\n", out int length);
            _file.Write(_line.AsSpan(0, length));
        }
        catch (IOException exception)
        {
            _file.Dispose();
            var failure = new VideoTargetException($"{Path} ends early: {IOErrors.Describe(exception)}.", exception);
            _completion.TrySetException(failure);
            throw failure;
        }
    }
}
