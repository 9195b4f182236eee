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

    public void Complete(FilePart part) => _completion.TrySetResult(part with { SourceFrame = Frame });

    public void Fail(VideoTargetException error)
    {
        _completion.TrySetException(error);

        // Nobody need look at it.
        _ = _completion.Task.Exception;
    }
}
