using System.Buffers.Binary;
using System.Text;

namespace GiftGrab.Tests.Tsync;

[Collection("frames")]
public sealed class TsyncFileTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["x.tsync"];

    [Fact]
    public async Task Write_OfPicturesInDecodingOrder_HoldsNumbersAndMicrosecondsInTheOrderShown()
    {
        await WriteAsync(300);

        var file = TsyncFile.Read(Path);

        Assert.Empty(file.Damage);
        Assert.Equal(
            Enumerable.Range(0, 300).Select(i => new TsyncEntry(i, (long)Math.Round(new FrameRate(30).TimeOf(i) / 1000.0))), file.Entries);
        Assert.Equal("giftgrab", file.Header.Module);
        Assert.True(Guid.TryParse(file.Header.Collection, out _));
        Assert.Equal(new TsyncColumn("frame-no", TsyncUnit.Index, TsyncType.UInt32), file.Header.First);
        Assert.Equal(new TsyncColumn("master-time", TsyncUnit.Microseconds, TsyncType.Int64), file.Header.Second);
        Assert.Equal(TsyncMode.Continuous, file.Header.Mode);
        Assert.Equal(DateTime.UtcNow, file.Header.Created, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Write_ByteForByte_IsWhatTheDocumentationSays()
    {
        await WriteAsync(2);

        byte[] bytes = File.ReadAllBytes(Path);

        Assert.Equal([0x8A, .. "TSYNC#"u8, 0xF2, 1, 0, 2, 0], bytes[..12]);
        Assert.Equal([8, 0, 0, 0, .. "giftgrab"u8, 36, 0, 0, 0], bytes[20..36]);
        int entries = bytes.Length - 24 - 16;
        Assert.Equal(0, entries % 8);
        Assert.Equal(0x1126000000000000u, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(entries - 16)));
        Assert.Equal(XxHash3.Of(bytes.AsSpan(8..(entries - 16))), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(entries - 8)));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x35, 0x82, 0, 0, 0, 0, 0, 0], bytes[entries..(entries + 24)]);
        Assert.Equal(0x1126000000000000u, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(entries + 24)));
        Assert.Equal(XxHash3.Of(bytes.AsSpan(entries, 24)), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(entries + 32)));
    }

    [Fact]
    public async Task Write_OfTwoPicturesOfOneTime_KeepsThemEqualAndCountsThem()
    {
        await WriteAsync(6, number => EncoderRun.Picture(number, timestamp: new FrameRate(30).TimeOf(number == 3 ? 2 : number)));

        var file = TsyncFile.Read(Path);

        Assert.Equal([0, 33333, 66667, 66667, 133333, 166667], file.Entries.Select(entry => entry.Second));
        Assert.Equal(1, file.EqualTimes);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(200)]
    public async Task Read_WithAnyByteFlipped_NamesTheBlock(int frames)
    {
        await WriteAsync(frames);
        byte[] good = File.ReadAllBytes(Path);
        int header = good.Length - (frames * 12) - ((frames + 127) / 128 * 16);

        for (int at = 8; at < good.Length; at++)
        {
            byte[] bad = [.. good];
            bad[at] ^= 0x10;
            File.WriteAllBytes(Path, bad);

            if (at < header)
            {
                Assert.Contains("checksum mismatch block 0", Assert.Throws<GiftGrabException>(() => TsyncFile.Read(Path)).Message, StringComparison.Ordinal);
                continue;
            }

            int block = 1 + ((at - header) / ((128 * 12) + 16));
            var file = TsyncFile.Read(Path);
            Assert.Equal([$"checksum mismatch block {block}"], file.Damage);
            Assert.Equal(frames == 128 ? 0 : block == 1 ? 72 : 128, file.Entries.Count);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(40)]
    [InlineData(800)]
    public async Task Read_OfACutFile_KeepsTheWholeBlocksAndSaysTruncated(int cut)
    {
        await WriteAsync(200);
        Cut(cut);

        var file = TsyncFile.Read(Path);

        Assert.Equal(["truncated in block 2"], file.Damage);
        Assert.Equal(128, file.Entries.Count);
    }

    [Fact]
    public async Task Read_OfACutHeader_SaysTruncated()
    {
        await WriteAsync(2);
        Cut(100);

        Assert.EndsWith("truncated in the header.", Assert.Throws<GiftGrabException>(() => TsyncFile.Read(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfWhatHasNoEnd_SaysBadMagic() =>
        Assert.EndsWith("bad magic.", Assert.Throws<GiftGrabException>(() => TsyncFile.Read("/dev/zero")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_OfAnythingElse_SaysBadMagic()
    {
        File.WriteAllText(Path, "# timecode format v2\n0\n");

        Assert.EndsWith("bad magic.", Assert.Throws<GiftGrabException>(() => TsyncFile.Read(Path)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(Path, []);
        Assert.EndsWith("bad magic.", Assert.Throws<GiftGrabException>(() => TsyncFile.Read(Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Read_OfTheOtherDescriptions_GivesTheirEntries(bool zeroEnded, bool otherMagic)
    {
        File.WriteAllBytes(Path, Describe(zeroEnded, otherMagic));

        var file = TsyncFile.Read(Path);

        Assert.Empty(file.Damage);
        Assert.Equal("tis", file.Header.Module);
        Assert.Equal("{\"a\":1}", file.Header.UserData);
        Assert.Equal(new TsyncColumn("device-time", TsyncUnit.Microseconds, TsyncType.UInt32), file.Header.First);
        Assert.Equal([new TsyncEntry(0, -5), new TsyncEntry(4_000_000_000, 7)], file.Entries);
    }

    [Fact]
    public void Flush_BeforeTheEnd_LeavesAWholeFileThatGrows()
    {
        using var files = TimestampFiles.Create([new TimeFile(Path, TimestampFormat.Tsync)], Guid.NewGuid(), false, null);
        using var encoder = new VideoEncoder(Codec.Ffv1, new FrameRate(30));
        var log = new Flushing(files, Path);
        encoder.Attach(log);

        EncoderRun.Encode(encoder, 300);

        Assert.Equal(Enumerable.Range(1, 300), log.Seen);
    }

    protected override void Release() => _folder.Dispose();

    private async Task WriteAsync(int frames, Func<int, VideoFrame>? picture = null)
    {
        using var encoder = new VideoEncoder(Codec.H264, new FrameRate(30), new VideoEncoderOptions { Preset = "ultrafast" });
        using var file = new TimestampFile(Path, format: TimestampFormat.Tsync);
        encoder.Attach(file);
        EncoderRun.Encode(encoder, frames, picture: picture);
        await file.Completion;
    }

    private void Cut(int bytes)
    {
        using FileStream file = File.OpenWrite(Path);
        file.SetLength(file.Length - bytes);
    }

    /// <summary>A file as other programs describe it, put together by hand.</summary>
    private static byte[] Describe(bool zeroEnded, bool otherMagic)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        void Text(string text)
        {
            if (zeroEnded)
            {
                writer.Write(Encoding.UTF8.GetBytes($"{text}\0"));
            }
            else
            {
                writer.Write(text.Length);
                writer.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        ulong terminator = otherMagic ? 0x9198E20000000001 : 0x1126000000000000;
        writer.Write(otherMagic ? [0x8A, 0x54, 0x53, 0x4E, 0x43, 0xE2, 0x8F, 0xB2] : (byte[])[0x8A, .. "TSYNC#"u8, 0xF2]);
        writer.Write((ushort)1);
        writer.Write((ushort)2);
        writer.Write(1_700_000_000L);
        Text("tis");
        Text("00000000-0000-0000-0000-000000000000");
        Text("{\"a\":1}");
        writer.Write((ushort)0);
        writer.Write(2800);
        Text("device-time");
        writer.Write((ushort)2);
        writer.Write((ushort)7);
        Text("master-time");
        writer.Write((ushort)2);
        writer.Write((ushort)2);
        writer.Write(new byte[-(int)bytes.Length & 7]);
        ulong header = XxHash3.Of(bytes.ToArray().AsSpan(8));
        writer.Write(terminator);
        writer.Write(header);
        byte[] block = [0, 0, 0, 0, 0xFB, 0xFF, 0x00, 0x28, 0x6B, 0xEE, 7, 0];
        writer.Write(block);
        writer.Write(terminator);
        writer.Write(XxHash3.Of(block));
        return bytes.ToArray();
    }

    /// <summary>Flushes behind every packet, and reads what is on the disk then.</summary>
    private sealed class Flushing(TimestampFiles files, string path) : IObserver<EncodedPacket>
    {
        public List<int> Seen { get; } = [];

        public void OnNext(EncodedPacket value)
        {
            files.Add(value, 0);
            files.Flush();
            var file = TsyncFile.Read(path);
            Assert.Empty(file.Damage);
            Seen.Add(file.Entries.Count);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
