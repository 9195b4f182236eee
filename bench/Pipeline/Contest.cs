namespace GiftGrab.Benchmarks.Pipeline;

/// <summary>The same work by two whole processes.</summary>
/// <param name="Work">What is done, for the table.</param>
/// <param name="Ours">Our command and its arguments.</param>
/// <param name="Theirs">The arguments of the ffmpeg command.</param>
/// <param name="WallGoal">The most that our wall time may be of theirs.</param>
/// <param name="CpuGoal">The most that our processor time may be of theirs.</param>
internal sealed record Contest(
    string Work, (string Command, string[] Arguments) Ours, string[] Theirs, double WallGoal, double CpuGoal);
