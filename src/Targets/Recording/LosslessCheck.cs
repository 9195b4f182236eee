namespace GiftGrab;

/// <summary>Keeps a checksum of every frame that is encoded, and compares them with those of the finished files.</summary>
/// <param name="name">What messages call the recording.</param>
/// <param name="files">Its files, in their order, once it is finished.</param>
internal sealed class LosslessCheck(string name, Func<IEnumerable<string>> files)
{
    private readonly PictureChecksums _sums = new();

    // As the files decode, which is what anybody can compute of them again: the source may have packed its pictures in another way.
    private readonly PictureChecksums _decoded = new();

    /// <summary>How many frames were compared; <see langword="null"/> before.</summary>
    public long? VerifiedFrames { get; private set; }

    /// <summary>Of all frames as they decode; <see langword="null"/> before they were compared.</summary>
    public string? PicturesChecksum => VerifiedFrames is null ? null : PictureChecksums.Text(_decoded.Total);

    /// <summary>Remembers a frame. One thread at a time.</summary>
    public void Add(VideoFrame frame) => _sums.Add(frame);

    /// <summary>Decodes the files and compares.</summary>
    /// <exception cref="VideoTargetException">A frame differs, is missing or was added.</exception>
    public void Verify()
    {
        long count = 0;
        foreach (string path in files())
        {
            Verify(path, ref count);
        }

        if (count != _sums.Count)
        {
            throw new VideoTargetException($"{name} is not lossless: {_sums.Count} frames were encoded and {count} come back.");
        }

        VerifiedFrames = count;
    }

    private void Verify(string path, ref long count)
    {
        using Demuxer demuxer = Demuxer.Open($"file:{path}", path, new DemuxerOptions(TimeSpan.FromSeconds(8)));
        using Decoder decoder = Decoder.Open(demuxer.Video!, path, new DecoderOptions());
        using var packet = new NativePacket();
        while (demuxer.Read(packet))
        {
            if (packet.StreamIndex == demuxer.Video!.Index)
            {
                decoder.Send(packet);
                Compare(decoder, ref count);
            }
        }

        decoder.Send(null);
        Compare(decoder, ref count);
    }

    private void Compare(Decoder decoder, ref long count)
    {
        while (true)
        {
            using VideoFrame frame = VideoFrame.Rent();
            if (!decoder.TryReceive(frame.Native, out _))
            {
                return;
            }

            frame.TakeColorFromNative();
            if (!_sums.IsSame((int)count, frame))
            {
                throw new VideoTargetException($"{name} is not lossless: frame {count} does not come back as it was captured.");
            }

            _decoded.Add(frame);
            count++;
        }
    }
}
