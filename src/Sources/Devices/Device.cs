namespace GiftGrab;

/// <summary>GIFT-Grab's frame grabbers, under its names.</summary>
public enum Device
{
    /// <summary>Epiphan DVI2PCIe Duo, its DVI input.</summary>
    DVI2PCIeDuo_DVI,

    /// <summary>Epiphan DVI2PCIe Duo, its SDI input.</summary>
    DVI2PCIeDuo_SDI,

    /// <summary>Blackmagic DeckLink SDI 4K.</summary>
    DeckLinkSDI4K,

    /// <summary>Blackmagic DeckLink 4K Extreme 12G; its stereo pictures are stacked, the left above the right.</summary>
    DeckLink4KExtreme12G,
}
