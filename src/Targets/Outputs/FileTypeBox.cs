using System.Buffers.Binary;

namespace GiftGrab;

/// <summary>The box that every MP4 and MOV begins with. It is known as soon as the streams are; the rest of the header waits for
/// their first packets, because it tells when each begins.</summary>
internal static class FileTypeBox
{
    /// <summary>The box, as FFmpeg writes it for these streams.</summary>
    public static byte[] Of(IEnumerable<EncodedStream> streams, RecordingPlan plan, string subject)
    {
        using var bytes = new MemoryStream();
        using var muxer = new Muxer(bytes, subject, plan.HeaderAlone());
        foreach (EncodedStream stream in streams)
        {
            muxer.AddStream(stream);
        }

        muxer.WriteHeader(0);
        byte[] header = bytes.ToArray();
        return header[..(int)BinaryPrimitives.ReadUInt32BigEndian(header)];
    }
}
