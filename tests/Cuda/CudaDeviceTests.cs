namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class CudaDeviceTests : LeakChecked
{
    [SkippableFact]
    public void Device_WithADriver_IsAvailable()
    {
        CudaDouble.Need();

        Assert.Equal(
            new HardwareDeviceCapability(HardwareAcceleration.Nvidia, "cuda", true, null),
            Capabilities.Device(HardwareAcceleration.Nvidia));
    }

    [SkippableTheory]
    [InlineData("hevc_nvenc")]
    [InlineData("h264_nvenc")]
    public void Encoder_WithADriverWithoutItsVideoPart_NamesTheMissingLibrary(string encoder)
    {
        CudaDouble.Need();
        Skip.If(File.Exists("/usr/lib/x86_64-linux-gnu/libnvidia-encode.so.1"), "The library is here.");

        EncoderCapability found = Capabilities.Encoder(encoder);

        Assert.False(found.IsAvailable);
        Assert.Equal("nvenc: the NVIDIA driver has no video part here (libnvidia-encode.so.1 is not installed)", found.Reason);
    }
}
