namespace GiftGrab;

/// <summary>Says where a recording needs a key frame.</summary>
internal interface IKeyFrameRule
{
    /// <summary>Asked on the encoder's thread about every picture, in order, before it is encoded.</summary>
    /// <param name="time">The time that the picture's packet will have, in nanoseconds.</param>
    /// <param name="number">The picture's number at its source; -1 where that is not known.</param>
    bool WantsKeyFrame(long time, long number);
}
