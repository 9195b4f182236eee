namespace GiftGrab;

/// <summary>Plays still images, such as PNG or JPEG, as frames at a given rate.</summary>
public sealed class ImageSequence : VideoSource
{
    private readonly ImageSequenceOptions _options;
    private readonly IReadOnlyList<string> _files;
    private readonly ImageDecoder _decoder;
    private readonly PixelFormat _format;
    private readonly int _width;
    private readonly int _height;
    private volatile SubFrame? _part;

    internal ImageSequence(string pattern, FrameRate rate, ImageSequenceOptions options)
        : base(options.Name ?? pattern)
    {
        _options = options;
        FrameRate = rate;
        _files = ImageFiles.Find(pattern);
        _decoder = new ImageDecoder(_files[0]);
        try
        {
            using VideoFrame first = _decoder.Decode(_files[0]);
            (_width, _height, _format) = (first.Width, first.Height, first.Format);
        }
        catch
        {
            _decoder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Width => _part?.Width ?? _width;

    /// <inheritdoc/>
    public override int Height => _part?.Height ?? _height;

    /// <inheritdoc/>
    public override PixelFormat Format => _options.Format ?? _format;

    /// <inheritdoc/>
    public override FrameRate FrameRate { get; }

    /// <inheritdoc/>
    public override bool IsLive => _options.Pace.IsPaced;

    /// <summary>How many images there are.</summary>
    public int Count => _files.Count;

    /// <inheritdoc/>
    public override void SetSubFrame(int x, int y, int width, int height)
    {
        var part = new SubFrame(x, y, width, height);
        part.Check(_width, _height, _format);
        _part = part;
    }

    /// <inheritdoc/>
    public override void GetFullFrame() => _part = null;

    private protected override void Run(CancellationToken stop)
    {
        using var preparation = new FramePreparation(_options.Pace, _options.Format, _options.TimeProvider);
        for (int i = 0; i < _files.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            Deliver(preparation.Prepare(Read(i), _part, stop));
        }
    }

    private protected override void Release() => _decoder.Dispose();

    private VideoFrame Read(int number)
    {
        VideoFrame frame = _decoder.Decode(_files[number]);
        try
        {
            CheckSame(frame, number);
            frame.Number = number;
            frame.Timestamp = FrameRate.TimeOf(number);
            frame.Duration = FrameRate.TimeOf(number + 1) - frame.Timestamp;
            frame.SourceName = Name;
            return frame;
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    private void CheckSame(VideoFrame frame, int number)
    {
        if (frame.Width != _width || frame.Height != _height)
        {
            throw new VideoSourceException(
                $"{_files[number]} has {frame.Width}x{frame.Height} pixels, but {Path.GetFileName(_files[0])} has {_width}x{_height}; the images of a sequence must have one size.");
        }

        if (frame.Format != _format && _options.Format is null)
        {
            throw new VideoSourceException(
                $"{_files[number]} is in {frame.Format}, but {Path.GetFileName(_files[0])} in {_format}; name a pixel format to convert all images to.");
        }
    }
}
