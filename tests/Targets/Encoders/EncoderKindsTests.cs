namespace GiftGrab.Tests;

/// <summary>What a machine is said to encode with is what writers encode with.</summary>
public sealed class EncoderKindsTests
{
    [Theory]
    [InlineData("xvid")]
    [InlineData("mpeg4")]
    [InlineData("hevc")]
    [InlineData("h265")]
    [InlineData("x265")]
    [InlineData("h264")]
    [InlineData("x264")]
    [InlineData("avc")]
    [InlineData("vp9")]
    [InlineData("av1")]
    [InlineData("ffv1")]
    [InlineData("mjpeg")]
    [InlineData("raw")]
    [InlineData("rawvideo")]
    public void NamesFor_EveryNameOfACodec_AreThoseOfCapabilities(string codec) => Assert.Equal(
        EncoderKinds.NamesFor(CodecNames.Parse(codec)).Split(", ").Order(),
        Capabilities.Encoders(codec).Select(encoder => encoder.Name).Order());

    [Theory]
    [InlineData("aac")]
    [InlineData("opus")]
    [InlineData("flac")]
    [InlineData("pcm")]
    [InlineData("pcm_s24le")]
    [InlineData("pcm_s32le")]
    [InlineData("pcm_f32le")]
    public void EncoderOf_EveryCodecOfSound_IsThatOfCapabilities(string codec) => Assert.Equal(
        AudioEncoderPlanner.EncoderOf(AudioCodecNames.Parse(codec)),
        Assert.Single(Capabilities.Encoders(codec)).Name);
}
