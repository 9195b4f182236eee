namespace GiftGrab;

/// <summary>Begins a file within a group of pictures: decodes the group, and encodes it again from a moment on.</summary>
/// <remarks>What cannot be encoded so that it goes with the rest is handed on whole, from its key frame on, with a warning. One thread.</remarks>
internal sealed class GroupEncoder : IDisposable
{
    private readonly VideoEncoder _encoder;
    private readonly EncodedStream _stream;
    private readonly long _from;
    private readonly Action<EncodedPacket> _write;
    private readonly string _subject;
    private readonly Decoder _decoder;
    private readonly List<EncodedPacket> _group = [];
    private readonly Dictionary<long, EncodedPacket> _byTime = [];
    private Encoder? _again;
    private long _number;
    private bool _isGivenUp;

    /// <param name="encoder">What the packets come from.</param>
    /// <param name="stream">What they belong to.</param>
    /// <param name="from">The time of the first picture that is wanted, in nanoseconds.</param>
    /// <param name="write">Takes what comes out.</param>
    /// <param name="subject">What messages call the file.</param>
    /// <exception cref="GiftGrabException">There is no decoder for it.</exception>
    public GroupEncoder(VideoEncoder encoder, EncodedStream stream, long from, Action<EncodedPacket> write, string subject)
    {
        _encoder = encoder;
        _stream = stream;
        _from = from;
        _write = write;
        _subject = subject;
        _decoder = Decoder.Open(stream, subject);
    }

    /// <summary>Takes a picture of the group, in decoding order.</summary>
    public void Add(EncodedPacket picture)
    {
        if (_isGivenUp)
        {
            _write(picture);
            return;
        }

        _group.Add(picture.Retain());
        _byTime[picture.Timestamp] = picture;
        _decoder.SendEncoded(picture);
        EncodeDecoded();
    }

    /// <summary>Ends the group: what it holds comes out.</summary>
    public void Finish()
    {
        if (_isGivenUp)
        {
            return;
        }

        _decoder.Send(null);
        EncodeDecoded();
        if (_again is not null && !_isGivenUp)
        {
            _again.Finish();
            Drain(_again);
        }
    }

    public void Dispose()
    {
        _group.ForEach(packet => packet.Dispose());
        _group.Clear();
        _again?.Dispose();
        _decoder.Dispose();
    }

    private void EncodeDecoded()
    {
        while (!_isGivenUp)
        {
            using VideoFrame frame = VideoFrame.Rent();
            if (!_decoder.TryReceive(frame.Native, out MediaTime time))
            {
                return;
            }

            frame.TakeColorFromNative();
            if (time.Start is { } start && start >= _from && _byTime.TryGetValue(start, out EncodedPacket? packet) && Open(frame) is { } again)
            {
                Send(again, frame, packet);
                Drain(again);
            }
        }
    }

    private static unsafe void Send(Encoder again, VideoFrame frame, EncodedPacket packet) => again.Send(frame.Native, packet.Native->pts, forceKey: false);

    private Encoder? Open(VideoFrame first)
    {
        if (_again is not null)
        {
            return _again;
        }

        Encoder? again = null;
        try
        {
            again = _encoder.OpenAlike(first);
            if (again.Stream.GetExtraData().SequenceEqual(_stream.GetExtraData()))
            {
                return _again = again;
            }

            GiveUp("its encoder writes other headers when it is opened again");
        }
        catch (Exception exception) when (exception is VideoTargetException or FFmpegException)
        {
            GiveUp(exception.Message.TrimEnd('.'));
        }

        again?.Dispose();
        return null;
    }

    private void GiveUp(string reason)
    {
        TargetsLog.Warning(GiftGrabLog.Logger, _subject, $"The file begins with the key frame before the moment that was asked for: {reason}.");
        _isGivenUp = true;
        _group.ForEach(_write);
    }

    private unsafe void Drain(Encoder again)
    {
        while (true)
        {
            using EncodedPacket packet = EncodedPacket.Rent();
            if (!again.TryReceive(packet))
            {
                return;
            }

            if (_byTime.TryGetValue(EncodedPacket.Nanoseconds(packet.Native->pts, _stream.TimeBase), out EncodedPacket? original))
            {
                packet.Native->duration = original.Native->duration;
                packet.CaptureTime = original.CaptureTime;
                packet.SourceTimestamp = original.SourceTimestamp;
            }

            packet.Describe(_stream, _number++, _encoder.Name);
            _write(packet);
        }
    }
}
