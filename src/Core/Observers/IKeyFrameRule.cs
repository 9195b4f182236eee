namespace GiftGrab;

/// <summary>Says where a recording needs a key frame.</summary>
internal interface IKeyFrameRule
{
    /// <summary>Asked on the encoder's thread about every picture, in order, before it is encoded.</summary>
    /// <param name="time">The time that the picture's packet will have, in nanoseconds.</param>
    bool WantsKeyFrame(long time);
}
