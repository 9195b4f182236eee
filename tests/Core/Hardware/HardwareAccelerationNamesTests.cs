namespace GiftGrab.Tests;

public sealed class HardwareAccelerationNamesTests
{
    [Theory]
    [InlineData("auto", HardwareAcceleration.Auto)]
    [InlineData("OFF", HardwareAcceleration.Off)]
    [InlineData("nvenc", HardwareAcceleration.Nvidia)]
    [InlineData("nvdec", HardwareAcceleration.Nvidia)]
    [InlineData("cuda", HardwareAcceleration.Nvidia)]
    [InlineData("VAAPI", HardwareAcceleration.VaApi)]
    [InlineData("qsv", HardwareAcceleration.QuickSync)]
    public void Parse_KnownName_GivesTheKind(string name, HardwareAcceleration kind) =>
        Assert.Equal(kind, HardwareAccelerationNames.Parse(name));

    [Fact]
    public void Parse_UnknownName_ListsTheKnownOnes()
    {
        var error = Assert.Throws<FormatException>(() => HardwareAccelerationNames.Parse("amf"));

        Assert.Equal("The hardware \"amf\" is not known; allowed are auto, off, nvenc (or nvdec, cuda), vaapi, qsv.", error.Message);
    }

    [Theory]
    [InlineData(HardwareAcceleration.Off)]
    [InlineData(HardwareAcceleration.Auto)]
    [InlineData(HardwareAcceleration.Nvidia)]
    [InlineData(HardwareAcceleration.VaApi)]
    [InlineData(HardwareAcceleration.QuickSync)]
    public void NameOf_EveryKind_IsReadBack(HardwareAcceleration kind) =>
        Assert.Equal(kind, HardwareAccelerationNames.Parse(HardwareAccelerationNames.NameOf(kind)));
}
