namespace GiftGrab;

/// <summary>What a command did.</summary>
/// <param name="Command">The command.</param>
/// <param name="Changed">Whether it changed anything; <see cref="Message"/> says why not.</param>
/// <param name="State">The state from <paramref name="Frame"/> on.</param>
/// <param name="Frame">The number of the first frame that it holds for; frames of lower numbers had come before.</param>
/// <param name="Section">The file or files that it is about; <see langword="null"/> where none is open.</param>
/// <param name="Statistics">The counts when it took effect.</param>
/// <param name="Message">What it did, in a sentence.</param>
public sealed record ControlResult(
    RecorderCommand Command,
    bool Changed,
    RecorderState State,
    long Frame,
    RecordingSection? Section,
    RecorderStatistics Statistics,
    string Message);
