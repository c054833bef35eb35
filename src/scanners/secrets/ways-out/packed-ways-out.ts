/** What pack-ways-out.ts made of the tables in this folder. Made by `npm run generate`: don't edit. */
export const packedWaysOut =
  'Gx8fAIzUYi0xLOarLt6dZWr33iNSpvnJSQzkdBob+PQgQPxoby6U6nBIh1MIz+282b0k//Yorak0RZnZ2fmfUpoqzdFtQDXpI7FIh5SYjZZv0v' +
  'ZmHkgWsSX1SZQu7sgUySzD7rlGkN3bQdyyyL9joa2Q6Gq2R3/XkB5kxrm/zbHLvfeLauFH9uRpxw+UQbN+I8Ymda+FEGr0GMLkuJ+WqOrqD/nz' +
  'nY9QptJvUKtzXG/2h0jBF1zGEPGr8BYytaB6Os95PDncAmbkvU0Q6mDj7pXI3J4q++Xv0tTLt0hGUXbQSCj8OD/SnnArPMd2Tt03dMkoI8s341' +
  '/+yYAuoDFJ2CX8wkF48uRsM0O6JEigSvek6FxPDbfg2Y2lFvcT3ZMdp0+jfex+j8F9ldr77vdplO76bkN2v9GMRcN392cbs/tnmKC7TaYTzjWw' +
  'zrgV0WPerxjYz/3iHmACTMLNZzbSYNKj6SHjhCjWSbgzi1xzYtl2ICZxJbVEEEpzz1DPWbNzaNMP8KExcIYGc/H0VbluWJY1mL2HYEbmqA7MH5' +
  'amCGkcPI0/bCVfwTl0pyj+aDNqRrPzk+WqN1287RbTjsmRmP0DadDR8+TOTIm9GCxxgAYE8XznE9KhN/kG+Hu04dtB8/qtt/QqqMdNq0V2OAYG' +
  'OAOFn/U5Bop2vvOh2hv7MxtGQp24y8XfsJ7GiXPybCiHLzprb/KmkLXXN+VuvdPYdS99M9EOmeCpot6qBZB8hl3+RGpfgV+z6UZREWpm5H8xRG' +
  '2fHPXvIxl9o1sRZO/JBGyeKO7OFMGmjmwysfhJcqE+u1AXkT+Aw6Rx0AV+lYSGwPrAAQQ5D9ywjDT0TghGkFDaUlpHhbzyFaLfr9R8JKR+SaB+' +
  'YIdBzer+WKWlSgSGRxCA3rHk8l45wFljx4Vff4i31/uhZgwBcok7BjHCqH23sPRQcklvMJSZ2mEm51m+p2gGaSUurroSdou2BNpgSd46Nq+aB1' +
  'hJM1rqLE5JB+RtpAgHKR/UnnwbiikAAFThbro1jXrBe8mvSBEEJgwXFiQ9kNTIatEg5AFiw5poumaQUlpZTv/6zsZaZrFSSsJ18W8pVyPKv950' +
  'QF4Wy9LyMxMbqdUnYnstHFW/pU+3gy0FhT0nw05VnOqvwNLF2C/Eca5zJxKUtvRmNy8mNZf4CkRdbR7yM/rRBWGWUIUKaqRxGuA30WJkDMZVWS' +
  'kXcn734BaUZyTFMNfGNYnPxJMweHaGkFM1NRo9ILNpdAA73UeD6+f6yktkRAcQqsVYffzM+DzNZJ86zQeCyQ15tUk1GRW6gplkW2L2pUnfJXqy' +
  'Snq8DU8WRp/R8OUujWJzJ0vpuHsV9qdIMQKNsdZMVUN21VhBln9SX5Hio6cYKlVrwMTqu0pCGmzHNTlk8rHfP8bDnfK6yMJeilSFDNQPvOnp3r' +
  'pVnFhsYzDaGdBmA6ZiO1XQUOZkaT0k+IKh8IxP56zunFVb2Zx/hHl2GGlZj0ZhbIuOqAMTdkhX3boKwmwM7yp5zyq1WgBsSaeUSXfS2KjH2BZk' +
  'ZNjzMqaWENa7FbUBG1K1AnuqIoU01JZ8B8sMuX6MlkZE+xR4CoV7XJ+lsX5Pis4V4GuVyTe98Yzml4/I198qmUZObFTwwilTlCh1fHOqgRuoCF' +
  'Errl6qMYoR+9X5d9VXnJFoOHmvm0cC2rOHkQNgSJJxrnNrNRWx+504YCkumhQLmTW8I4imQXaJx/mAf99/iPPCztuGLOfHoq8Xcv4aDwRBJQwf' +
  'YWjLzlHSQLz+dz2vFXTrhxIgYA7rsJ1gopNPkEXIw6V1vnqS98na76jtUT/q/cFm0E5DDzHQvpqTXRMknBJvhwjQbcbz/tUyG0KVsxjs3GrmzT' +
  '5zWR7qkT/Qov+sZbIrPphiM1GpNwcGMfbWN5Pa2Er0+dpnRj1bsoOyeMDHD4A0t7/5P9hw55dXn8hNuWMLf2uFKshSG/vXT45Jo/VrqpKs3gA=';
