namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class SoundTimelineTests : LeakChecked
{
    [Fact]
    public void Place_SixtyHoursWithoutAGap_StaysOnItsTime()
    {
        var format = new AudioFormat(48_000, 1, "u8");
        using var timeline = new SoundTimeline(format);
        using AudioFrame block = AudioFrame.Create(format, 48_000 * 1000);
        for (int i = 0; i < 216; i++)
        {
            AudioFrame placed = timeline.Place(block, i * 1_000_000_000_000L);

            Assert.Equal((i * 1_000_000_000_000L, 1_000_000_000_000L), (placed.Timestamp, placed.Duration));
            if (placed != block)
            {
                placed.Dispose();
            }
        }
    }
}
