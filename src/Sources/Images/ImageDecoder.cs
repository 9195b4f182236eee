namespace GiftGrab;

/// <summary>Decodes the image files of a sequence, one at a time, with one decoder.</summary>
internal sealed class ImageDecoder : IDisposable
{
    private readonly Decoder _decoder;
    private readonly NativePacket _packet = new();

    /// <summary>Opens the decoder that the first image needs.</summary>
    /// <exception cref="VideoSourceException">It is no still image.</exception>
    public ImageDecoder(string firstPath)
    {
        using Demuxer demuxer = MediaFile.OpenVideo(firstPath);
        if (!demuxer.Container.EndsWith("_pipe", StringComparison.Ordinal) && demuxer.Container != "image2")
        {
            throw new VideoSourceException($"{firstPath} is no still image, but {demuxer.ContainerDescription}.");
        }

        // One thread and no delay: one image in, one picture out, so that a fault is the named file's.
        _decoder = Decoder.Open(demuxer.Video!, firstPath, new DecoderOptions { Threads = 1, LowDelay = true });
    }

    /// <summary>Decodes a file. The caller disposes the frame.</summary>
    /// <exception cref="VideoSourceException">It cannot be read or decoded.</exception>
    public VideoFrame Decode(string path)
    {
        Read(path);
        long damaged = _decoder.DamagedPackets;
        _decoder.Send(_packet);
        VideoFrame frame = VideoFrame.Rent();
        if (_decoder.TryReceive(frame.Native, out _) && _decoder.DamagedPackets == damaged)
        {
            frame.TakeColorFromNative();
            return frame;
        }

        frame.Dispose();
        throw new VideoSourceException($"{path} cannot be decoded; it is damaged or of another kind than the images before it.");
    }

    public void Dispose()
    {
        _packet.Dispose();
        _decoder.Dispose();
    }

    private void Read(string path)
    {
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
            Span<byte> bytes = _packet.AllocateKey(checked((int)RandomAccess.GetLength(file)));
            for (int done = 0; done < bytes.Length;)
            {
                int count = RandomAccess.Read(file, bytes[done..], done);
                done += count > 0 ? count : throw new EndOfStreamException("it became shorter while it was read");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OverflowException)
        {
            throw new VideoSourceException($"{path} cannot be read: {IOErrors.Describe(exception)}.", exception);
        }
    }
}
