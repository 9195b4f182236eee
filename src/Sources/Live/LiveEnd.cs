namespace GiftGrab;

/// <summary>Why a live source ended.</summary>
public enum LiveEnd
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>It was asked to stop.</summary>
    Asked,

    /// <summary>The other side ended the stream.</summary>
    EndOfStream,

    /// <summary>No frame came for as long as <see cref="LiveOptions.IdleLimit"/> allows.</summary>
    Idle,

    /// <summary>It failed; <see cref="MediaSource{T}.Completion"/> holds the exception.</summary>
    Failure,
}
