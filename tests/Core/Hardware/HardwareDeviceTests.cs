namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class HardwareDeviceTests : LeakChecked
{
    [SkippableTheory]
    [InlineData(HardwareAcceleration.Nvidia, "cuda: no NVIDIA driver (libcuda.so.1 is not installed)")]
    [InlineData(HardwareAcceleration.VaApi, "vaapi: no render node (/dev/dri/renderD* does not exist)")]
    [InlineData(HardwareAcceleration.QuickSync, "qsv: no render node (/dev/dri/renderD* does not exist)")]
    public void TryOpen_WithoutTheDevice_SaysWhatIsMissing(HardwareAcceleration kind, string expected)
    {
        Skip.If(HardwareDevice.MissingPart(kind).Length == 0, "The device is here.");

        Assert.Null(HardwareDevice.TryOpen(kind, out string reason));

        Assert.Equal(expected, reason);
    }

    [SkippableFact]
    public void CudaFrames_WithoutADriver_SayWhatIsMissing()
    {
        Skip.If(CudaDriver.MissingPart.Length == 0, "A CUDA device is here.");

        var error = Assert.Throws<DeviceNotFoundException>(() => new CudaFrames(1, 64, 48, PixelFormat.Nv12));

        Assert.Equal($"Frames in CUDA memory cannot be made: {CudaDriver.MissingPart}.", error.Message);
        Assert.Contains("libcuda.so.1", error.Message, StringComparison.Ordinal);
    }
}
