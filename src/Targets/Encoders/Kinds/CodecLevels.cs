namespace GiftGrab;

/// <summary>What each level of a codec permits, so that one too low is refused rather than broken.</summary>
internal sealed class CodecLevels
{
    private readonly int _blockSize;
    private readonly (string Name, long BlocksPerFrame, long BlocksPerSecond)[] _levels;

    private CodecLevels(int blockSize, params (string Name, long BlocksPerFrame, long BlocksPerSecond)[] levels)
    {
        _blockSize = blockSize;
        _levels = levels;
    }

    /// <summary>ITU-T H.264, table A-1: MaxFS and MaxMBPS, in macroblocks of 16x16.</summary>
    public static CodecLevels H264 { get; } = new(
        16,
        ("1", 99, 1_485), ("1.1", 396, 3_000), ("1.2", 396, 6_000), ("1.3", 396, 11_880),
        ("2", 396, 11_880), ("2.1", 792, 19_800), ("2.2", 1_620, 20_250),
        ("3", 1_620, 40_500), ("3.1", 3_600, 108_000), ("3.2", 5_120, 216_000),
        ("4", 8_192, 245_760), ("4.1", 8_192, 245_760), ("4.2", 8_704, 522_240),
        ("5", 22_080, 589_824), ("5.1", 36_864, 983_040), ("5.2", 36_864, 2_073_600),
        ("6", 139_264, 4_177_920), ("6.1", 139_264, 8_355_840), ("6.2", 139_264, 16_711_680));

    /// <summary>ITU-T H.265, tables A.8 and A.9: MaxLumaPs and MaxLumaSr, in samples.</summary>
    public static CodecLevels Hevc { get; } = new(
        1,
        ("1", 36_864, 552_960), ("2", 122_880, 3_686_400), ("2.1", 245_760, 7_372_800),
        ("3", 552_960, 16_588_800), ("3.1", 983_040, 33_177_600),
        ("4", 2_228_224, 66_846_720), ("4.1", 2_228_224, 133_693_440),
        ("5", 8_912_896, 267_386_880), ("5.1", 8_912_896, 534_773_760), ("5.2", 8_912_896, 1_069_547_520),
        ("6", 35_651_584, 1_069_547_520), ("6.1", 35_651_584, 2_139_095_040), ("6.2", 35_651_584, 4_278_190_080));

    public IEnumerable<string> Names => _levels.Select(level => level.Name);

    /// <summary>Whether a level permits a size and rate; if not, tells the lowest that does, or null.</summary>
    public bool Permits(string name, int width, int height, FrameRate rate, out string? lowest)
    {
        long blocks = (long)((width + _blockSize - 1) / _blockSize) * ((height + _blockSize - 1) / _blockSize);
        double perSecond = blocks * rate.FramesPerSecond;
        int least = Array.FindIndex(_levels, level => level.BlocksPerFrame >= blocks && level.BlocksPerSecond >= perSecond);
        lowest = least < 0 ? null : _levels[least].Name;
        int index = Array.FindIndex(_levels, level => level.Name == name);
        return least >= 0 && _levels[index].BlocksPerFrame >= blocks && _levels[index].BlocksPerSecond >= perSecond;
    }
}
