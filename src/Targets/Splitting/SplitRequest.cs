namespace GiftGrab;

/// <summary>A cut that was asked for: when its key frame was ordered, and who waits for it.</summary>
internal sealed class SplitRequest
{
    private readonly TaskCompletionSource<FilePart> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The time of the picture that was to be the key frame; <see langword="null"/>: none came yet.</summary>
    public long? Time { get; set; }

    /// <summary>That picture's number at its source; -1 where that is not known.</summary>
    public long Frame { get; set; } = -1;

    public Task<FilePart> Task => _completion.Task;

    /// <param name="part">The part that begins.</param>
    /// <param name="time">The time of its first picture, which a late key frame may make another than the one that was asked for.</param>
    public void Complete(FilePart part, long time) => _completion.TrySetResult(part with { SourceFrame = time == Time ? Frame : -1 });

    public void Fail(VideoTargetException error)
    {
        _completion.TrySetException(error);

        // Nobody need look at it.
        _ = _completion.Task.Exception;
    }
}
