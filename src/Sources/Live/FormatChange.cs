namespace GiftGrab;

/// <summary>What a live source does when its pictures change size or pixel format.</summary>
public enum FormatChange
{
    /// <summary>It goes on; <see cref="LiveSource.FormatChanged"/> tells, before the first frame that is different.</summary>
    Continue,

    /// <summary>It fails, with a sentence that names both.</summary>
    Stop,
}
