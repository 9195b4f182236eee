"""Seven nodes one behind the other, as GIFT-Grab's programs build them: seven_nodes.py IN OUT."""

import sys

import pygiftgrab as pgg

source, target = sys.argv[1:3]


class Dyer(pgg.IObservableObserver):
    """Adds to one channel."""

    def __init__(self, channel, amount):
        super().__init__()
        self.channel = channel
        self.amount = amount

    def update(self, frame):
        channel = frame.data(True)[:, :, self.channel]
        channel[channel > 255 - self.amount] = 255 - self.amount
        channel += self.amount


class Snapshot(pgg.IObserver):
    """Keeps the last picture."""

    picture = None

    def update(self, frame):
        self.picture = frame.data(True).copy()


reader = pgg.VideoSourceFactory.get_instance().create_file_reader(source, pgg.ColourSpace.BGRA)
writer = pgg.VideoTargetFactory.get_instance().create_file_writer(pgg.Codec.HEVC, target, reader.get_frame_rate())
blue, green, red, more_red = Dyer(0, 20), Dyer(1, 10), Dyer(2, 60), Dyer(2, 60)
before, after = Snapshot(), Snapshot()
reader.attach(before)
reader.attach(blue)
blue.attach(green)
green.attach(red)
red.attach(more_red)
more_red.attach(after)
more_red.attach(writer)
reader.wait()
reader.detach(blue)
del reader
more_red.detach(writer)
writer.close()
print(before.picture.mean(axis=(0, 1)).round(), after.picture.mean(axis=(0, 1)).round())
